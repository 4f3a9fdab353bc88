FROM alpine
RUN <<'END OF FILE'
echo a
END OF FILE
COPY <<"two words" /x
body
two words
