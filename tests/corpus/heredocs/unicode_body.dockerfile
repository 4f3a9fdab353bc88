FROM alpine
COPY <<안내.txt /안내.txt
안녕하세요 👋
é as two: é
안내.txt
