FROM pandoc/latex:3.2
ENTRYPOINT []
RUN tlmgr update --self && tlmgr install enumitem fancyhdr
RUN apk --no-cache add make font-noto-cjk
WORKDIR /docs
VOLUME ["/docs", "/out"]
CMD ["make", "-C", "/docs", "OUT=/out", "pdf"]
