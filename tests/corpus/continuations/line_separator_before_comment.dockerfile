FROM alpine:3.20
RUN echo a \
 # still a comment
  # and this
    b
