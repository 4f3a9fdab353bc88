FROM alpine
RUN <<EOF
echo one \
  two \
EOF
RUN <<EOF
last line ends in escape \

EOF
