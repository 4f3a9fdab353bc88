FROM openjdk:8
ADD . /home/app
WORKDIR /home/app
RUN ./gradlew build
EXPOSE 8080
VOLUME /tmp
ENTRYPOINT java -Djava.security.egd=file:/dev/./urandom -jar build/libs/app.jar
