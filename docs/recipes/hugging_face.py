# Hugging Face: a dataset with a column of texts or pictures and a ClassLabel column, and pipeline("text-classification", ...)
# or pipeline("image-classification", ...).
import json


def probabilities(scores, names):
    # A model without names of its own says LABEL_0, LABEL_1...
    of = {one["label"]: one["score"] for one in scores}
    return {name: of.get(name, of.get(f"LABEL_{i}", 0)) for i, name in enumerate(names)}


def save_for_label_inspector(classify, dataset, text="text", label="label"):
    names = dataset.features[label].names
    with open("labels.jsonl", "w", encoding="utf-8") as labels, open("predictions.jsonl", "w") as predictions:
        for index, row in enumerate(dataset):
            probs = probabilities(classify(row[text], top_k=None, truncation=True), names)
            labels.write(json.dumps({"id": index, "text": row[text], "label": names[row[label]]}) + "\n")
            predictions.write(json.dumps({"id": index, "probs": probs}) + "\n")


def save_pictures_for_label_inspector(classify, dataset, image="image", label="label"):
    dataset.to_parquet("dataset.parquet")  # pictures, labels and names of the classes; corrected labels come back in it
    names = dataset.features[label].names
    with open("predictions.jsonl", "w") as predictions:
        for index, row in enumerate(dataset):
            probs = probabilities(classify(row[image], top_k=len(names)), names)
            predictions.write(json.dumps({"id": index, "probs": probs}) + "\n")
