FROM alpine
ARG A=\" B=x\ y C=\\
ARG "D E"=1
ARG F="unclosed
ARG G=\
H
