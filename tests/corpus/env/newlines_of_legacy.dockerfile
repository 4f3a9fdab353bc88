FROM alpine
ENV TEXT one \
    two \
    three
LABEL description some long \
  description
