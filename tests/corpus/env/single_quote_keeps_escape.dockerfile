FROM alpine
ENV A='b\' C=d
LABEL e='f\' g="h\\" i=j
