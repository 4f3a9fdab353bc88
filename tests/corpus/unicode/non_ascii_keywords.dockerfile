FROM alpine
ＲＵＮ echo fullwidth
실행 echo 한글
RÜN echo umlaut
RUN true
