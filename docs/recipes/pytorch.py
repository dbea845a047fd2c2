# PyTorch: a model on examples that it was not trained on; torchvision's ImageFolder also says which picture is which.
import csv

import numpy as np
import torch


@torch.no_grad()
def save_for_label_inspector(model, dataset, batch_size=256):
    model.eval()
    labels, pred_probs = [], []
    for inputs, given in torch.utils.data.DataLoader(dataset, batch_size=batch_size, shuffle=False):
        pred_probs.append(torch.softmax(model(inputs).float(), dim=1).cpu().numpy())
        labels.append(np.asarray(given))
    labels = np.concatenate(labels)
    np.save("pred_probs.npy", np.concatenate(pred_probs))
    if hasattr(dataset, "classes"):  # names, in the order of the columns
        with open("classes.txt", "w", encoding="utf-8") as out:
            out.write("\n".join(dataset.classes) + "\n")
    if hasattr(dataset, "samples"):  # paths: drop the folder of pictures beside these files
        with open("manifest.csv", "w", newline="", encoding="utf-8") as out:
            rows = csv.writer(out)
            rows.writerow(["path", "label"])
            rows.writerows([path, label] for (path, _), label in zip(dataset.samples, labels))
    else:
        np.save("labels.npy", labels)
