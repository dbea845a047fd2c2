# Keras: make the dataset with keras.utils.image_dataset_from_directory(folder, shuffle=False, label_mode="int").
import csv

import numpy as np


def save_for_label_inspector(model, dataset):
    labels, pred_probs = [], []
    for inputs, given in dataset:
        pred_probs.append(np.asarray(model.predict(inputs, verbose=0)))  # the last layer is a softmax
        labels.append(np.asarray(given))
    labels = np.concatenate(labels)
    np.save("pred_probs.npy", np.concatenate(pred_probs))
    with open("classes.txt", "w", encoding="utf-8") as out:
        out.write("\n".join(dataset.class_names) + "\n")
    with open("manifest.csv", "w", newline="", encoding="utf-8") as out:
        rows = csv.writer(out)
        rows.writerow(["path", "label"])
        rows.writerows(zip(dataset.file_paths, labels))
