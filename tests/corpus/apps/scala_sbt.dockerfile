FROM sbtscala/scala-sbt:eclipse-temurin-21.0.2_13_1.10.1_3.4.2 as sbt
WORKDIR /app
COPY project/*.sbt project/build.properties project/
COPY build.sbt .
RUN sbt update
COPY . .
RUN sbt assembly
FROM eclipse-temurin:21-jre
COPY --from=sbt /app/target/scala-3.4.2/app.jar /
CMD java $JAVA_OPTS -jar /app.jar
