FROM alpine
RUN echo $((1<<2))
RUN echo $(( 1 << 2 ))
RUN echo $((1 <<2))
2))
RUN awk 'BEGIN { print lshift(1,2) }'
