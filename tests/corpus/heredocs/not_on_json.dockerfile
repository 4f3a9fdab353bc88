FROM alpine
RUN ["cat", "<<EOF"]
COPY ["<<EOF", "/x"]
ADD ["<<EOF", "/x"]
