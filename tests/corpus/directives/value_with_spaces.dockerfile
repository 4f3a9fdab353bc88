# syntax=docker/dockerfile:1 extra words are kept
# escape=`
FROM busybox
RUN echo a `
    b
