FROM alpine
ENV ONE=1 \
    TWO="2 2" \
    # THREE=3
    FOUR=4
LABEL a=1 \
      b=2
ARG X=1 \
    Y=2
