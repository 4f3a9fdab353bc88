FROM alpine#3
RUN echo a#b
LABEL color=#ff0000 other=a#b
EXPOSE 80 # web
WORKDIR /srv/#1
# really a comment
#RUN no
COPY #a b
