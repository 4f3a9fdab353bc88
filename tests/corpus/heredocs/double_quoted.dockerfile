FROM alpine
RUN <<"EOF"
echo $not_expanded
EOF
RUN <<E"O"F
mixed quoting in the word
EOF
