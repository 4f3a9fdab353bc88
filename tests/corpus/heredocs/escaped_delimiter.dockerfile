FROM alpine
RUN <<\EOF
echo $HOME
EOF
RUN <<E\OF
x
EOF
RUN <<A\ B
y
A B
