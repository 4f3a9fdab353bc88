FROM alpine
ENV GREETING hello there   friend
ENV PATH /opt/bin:$PATH
ENV QUOTED "a b" 'c'
ENV WITH_EQUALS a=b c=d
env lower value
