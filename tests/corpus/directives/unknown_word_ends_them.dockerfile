# version=2
# escape=`
FROM busybox
RUN echo a \
    b
