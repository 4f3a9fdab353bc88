FROM alpine
ARG END=EOF
RUN cat <<$END
body
$END
RUN cat <<${END}
body
${END}
RUN cat <<${END:-x}
body
${END:-x}
