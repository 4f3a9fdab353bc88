FROM alpine
CMD [“echo”, “hi”]
ENTRYPOINT [echo, hi]
RUN [ -f /x ] && echo found
RUN [[ -n "$X" ]] || exit 1
