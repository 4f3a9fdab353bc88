#!/usr/bin/env -S docker build --file
# escape=`
FROM busybox
RUN echo a \
    b
