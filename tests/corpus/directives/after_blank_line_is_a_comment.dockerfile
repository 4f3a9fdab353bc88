
# escape=`
FROM busybox
RUN echo `date`
RUN echo a \
    b
