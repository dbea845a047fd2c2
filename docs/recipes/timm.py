# timm: a model on an ImageFolder that it was not trained on; data and transforms as timm makes them for the model:
#   model = timm.create_model(name, checkpoint_path=..., num_classes=...)
#   transform = timm.data.create_transform(**timm.data.resolve_model_data_config(model))
#   dataset = timm.data.create_dataset("", root=folder, transform=transform)
# (The table of timm's inference.py, --topk 5 --results-format csv, opens as it is, with less to go by.)
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
    np.save("pred_probs.npy", np.concatenate(pred_probs))
    names = sorted(dataset.reader.class_to_idx, key=dataset.reader.class_to_idx.get)
    with open("classes.txt", "w", encoding="utf-8") as out:
        out.write("\n".join(names) + "\n")
    with open("manifest.csv", "w", newline="", encoding="utf-8") as out:
        rows = csv.writer(out)
        rows.writerow(["path", "label"])
        rows.writerows(zip(dataset.filenames(), np.concatenate(labels)))
