FROM alpine
ONBUILD \
  RUN \
    # comment
    apk add git \

    make
ONBUILD COPY \
  a \
  b
ONBUI\
LD RUN true
