FROM alpine
RUN cat ٣<<EOF
RUN cat ３<<EOF
CMD sh
