FROM alpine
RUN <<EOF
echo one
CMD sh
