FROM alpine
COPY <<Dockerfile /inner/
FROM scratch
# a comment in the body
COPY <<X /y
RUN echo \
    joined?
CMD ["a"]
Dockerfile
RUN true
