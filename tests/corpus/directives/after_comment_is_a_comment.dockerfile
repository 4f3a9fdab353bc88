# The escape below is only a comment, because this line comes first.
# escape=`
FROM busybox
RUN echo trailing backtick `
RUN echo joined \
  line
