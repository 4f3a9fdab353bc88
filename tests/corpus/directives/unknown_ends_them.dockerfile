# maintained-by=platform
# escape=`
FROM busybox
RUN echo a \
    b
