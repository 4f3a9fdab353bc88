FROM      alpine:3.20      AS      base
COPY      a      b      /dst/
ENV    KEY     some   spaced   value
LABEL   a=1     b=2
MAINTAINER    Some   One
