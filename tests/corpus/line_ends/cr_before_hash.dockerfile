FROM alpine
# a comment after CR
RUN true
