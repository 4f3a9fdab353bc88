FROM alpine
ENV A="half \
  other half"
ENV B='half \
  other half'
ENV C=x\
y
