FROM bash
RUN echo ${A:=default} ${B:0:3} ${C:?missing} <<EOF
body
EOF
RUN : ${CONF:=/etc/app.conf} && cat > $CONF <<'EOF'
mode = ${MODE}
EOF
