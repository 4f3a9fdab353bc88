FROM alpine
CMD ["echo", "hi",]
COPY ["a", "b",]
VOLUME [,]
