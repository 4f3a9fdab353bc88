FROM alpine
RUN echo ${한글} ${é1} ${١} <<EOF
body
EOF
RUN echo ${a²} <<EOF
EOF
RUN echo ${Ⅷ} <<EOF
EOF
RUN echo ${á} <<EOF
EOF
RUN true
