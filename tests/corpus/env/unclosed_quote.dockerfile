FROM alpine
ENV A="one two
ENV B='one two=3
LABEL c="d\"
ARG D="e
