# escape=\
FROM eclipse-temurin:17-jre AS extract
WORKDIR application
COPY target/*.jar application.jar
RUN java -Djarmode=layertools -jar application.jar extract
FROM eclipse-temurin:17-jre
WORKDIR application
COPY --from=extract application/dependencies/ ./
COPY --from=extract application/spring-boot-loader/ ./
COPY --from=extract application/snapshot-dependencies/ ./
COPY --from=extract application/application/ ./
ENTRYPOINT ["java", "org.springframework.boot.loader.launch.JarLauncher"]
