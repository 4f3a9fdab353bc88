# escape character = `
FROM busybox
RUN echo a \
    b
