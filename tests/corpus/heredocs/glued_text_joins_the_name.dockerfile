FROM alpine
RUN cat <<EOF>/out
body
EOF>/out
RUN cat <<EOF; echo hi
body
EOF;
RUN x=$(cat <<EOF)
body
EOF)
RUN (cat <<EOF
body
EOF
