FROM alpine
# Ελληνικά, русский, العربية, עברית, 日本語, ไทย
RUN echo "Ελληνικά русский العربية עברית 日本語 ไทย"
MAINTAINER Пётр <p@example.ru>
USER пользователь
WORKDIR /データ
EXPOSE ８０
