FROM continuumio/miniconda3:24.7.1-0
SHELL ["/bin/bash", "--login", "-c"]
COPY environment.yml /tmp/
RUN conda env create -f /tmp/environment.yml \
 && conda clean -afy \
 && echo "conda activate analysis" >> ~/.bashrc
COPY notebooks /work/notebooks
WORKDIR /work
ENTRYPOINT ["conda", "run", "--no-capture-output", "-n", "analysis"]
CMD ["jupyter", "lab", "--ip=0.0.0.0", "--allow-root"]
