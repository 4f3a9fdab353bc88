FROM alpine
ENV A=\\ B=\" C=\' D=\$A E=a\=b
ENV F="\\" G="a\\" H='\'
ENV I=trailing\
