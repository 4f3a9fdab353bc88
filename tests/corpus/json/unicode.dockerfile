FROM alpine
CMD ["안녕", "👩‍👩‍👧", "é"]
COPY ["문서/안내 파일.md", "/문서/"]
