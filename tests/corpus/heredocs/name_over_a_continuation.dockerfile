FROM alpine
RUN cat <<EO\
F
body
EOF
RUN cat \
  <<EOF \
  > /out
body
EOF
COPY \
  # comment
  <<EOF \

  /dst
body
EOF
