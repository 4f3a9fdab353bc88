FROM alpine
RUN cat <<${END:-'EOF'}
body
${END:-EOF}
RUN cat <<${END:-a\b}
body
${END:-ab}
