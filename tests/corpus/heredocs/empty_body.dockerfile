FROM alpine
RUN <<EOF
EOF
COPY <<empty /empty
empty
RUN <<EOF

EOF
