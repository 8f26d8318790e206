import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  createAks,
  createKind,
  deleteGroup,
  lineText,
  pushImages,
  startMinikube,
} from './lines.ts';

const texts = (lines: Parameters<typeof lineText>[0][]) => lines.map(lineText);

test('local clusters are one line each', () => {
  assert.deepEqual(texts(createKind('chaos')), ['kind create cluster --name chaos']);
  assert.deepEqual(texts(startMinikube('chaos')), ['minikube start --profile chaos']);
});

test('a cluster on Azure is a group, the cluster and its credentials', () => {
  const choice = {
    group: 'chaos-rg',
    location: 'westeurope',
    cluster: 'chaos',
    nodes: 2,
    size: 'Standard_B2s',
  };
  assert.deepEqual(texts(createAks(choice)), [
    'az group create --name chaos-rg --location westeurope',
    'az aks create --resource-group chaos-rg --name chaos --node-count 2 --node-vm-size Standard_B2s --generate-ssh-keys',
    'az aks get-credentials --resource-group chaos-rg --name chaos',
  ]);
  assert.deepEqual(texts(deleteGroup('chaos-rg')), ['az group delete --name chaos-rg --yes']);
});

test('every sample service is built and pushed before the cluster may pull', () => {
  const choice = { group: 'g', registry: 'mine', cluster: 'chaos', folder: '/a folder' };
  const lines = texts(pushImages(choice));
  assert.deepEqual(lines.slice(0, 4), [
    'az acr create --resource-group g --name mine --sku Basic',
    'az acr login --name mine',
    'docker build --file "/a folder/backend.Dockerfile" --tag mine.azurecr.io/sample-backend:1 "/a folder"',
    'docker push mine.azurecr.io/sample-backend:1',
  ]);
  assert.equal(lines.filter((text) => text.startsWith('docker push')).length, 3);
  assert.equal(lines.at(-1), 'az aks update --resource-group g --name chaos --attach-acr mine');
  assert.equal(pushImages({ ...choice, cluster: '' }).length, lines.length - 1);
});
