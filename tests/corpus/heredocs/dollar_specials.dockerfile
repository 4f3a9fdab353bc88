FROM alpine
RUN echo $? $# $@ $1 $$ <<EOF
body
EOF
RUN echo ${A:-b c} ${C} <<EOF
body
EOF
RUN echo ${} <<EOF
RUN echo ${:x} <<EOF
RUN echo ${A!b} <<EOF
