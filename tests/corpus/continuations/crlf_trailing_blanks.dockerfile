FROM alpine:3.20
RUN echo a \ 	
    b
ENV X=1 \
    Y=2
