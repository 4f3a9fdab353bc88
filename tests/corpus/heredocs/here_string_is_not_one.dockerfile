FROM alpine
RUN cat <<<EOF
RUN cat <<<"$VALUE" > /x
RUN bash -c 'read x <<< word'
